package ownership

// Card is the card that a slice was cut from; a whole card is its own.
func (d Device) Card() Device {
	d.MIG = ""
	return d
}

// cutCards takes a card out of the devices for the time in which it has MIG slices, whatever its own series name then.
func cutCards(presence map[Device]Spans, found map[claimKey]*claim) {
	cut := map[Device]Spans{}
	for d, spans := range presence {
		if d.MIG != "" {
			cut[d.Card()] = cut[d.Card()].Union(spans)
		}
	}
	for card, spans := range cut {
		if whole := presence[card].Without(spans); len(whole) > 0 {
			presence[card] = whole
		} else {
			delete(presence, card)
		}
	}
	for _, c := range found {
		if spans := cut[c.device]; len(spans) > 0 {
			c.spans = c.spans.Without(spans)
		}
	}
}
