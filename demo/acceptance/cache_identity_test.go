package acceptance_test

import "testing"

// Nothing is kept, and nothing that was kept is given, where the store may answer one user differently from another, and
// to alert rules. Headers that say where a query comes from change nothing.
func TestCacheIsOff(t *testing.T) {
	now := lately()
	w := living(t, 3, now-3*3600, now)
	store := record(t, w.address())
	plain := graph("replica", rate).between(now-2*3600, now-60).every(seconds(60))
	with := func(name, value string) query {
		q := plain
		q.headers = map[string]string{name: value}
		return q
	}
	for name, c := range map[string]struct {
		settings string
		q        query
		cached   bool
	}{
		"a dashboard":         {"{}", with("http_X-Panel-Id", "4"), true},
		"a dashboard's group": {"{}", with("http_x-query-group-id", "4"), true},
		"a signed-in user":    {"{}", with("http_X-Grafana-Id", "of-ann"), true},
		"an alert rule":       {"{}", with("FromAlert", "true"), false},
		"a token":             {"{}", with("Authorization", "Bearer of-ann"), false},
		"an id token":         {"{}", with("X-Id-Token", "of-ann"), false},
		"cookies":             {"{}", with("Cookie", "sid=ann"), false},
		"a forwarded login":   {"{}", with("http_X-Grafana-User", "ann"), false},
		"a team's header":     {"{}", with("http_X-Prom-Label-Policy", "1:%7Bteam=%22a%22%7D"), false},
		"a skipped cache":     {"{}", with("http_X-Cache-Skip", "true"), false},
		"settings of tokens":  {`{"oauthPassThru":true}`, plain, false},
		"settings of cookies": {`{"keepCookies":["sid"]}`, plain, false},
		"settings of teams":   {`{"teamHttpHeaders":{"headers":{"1":[{"header":"X-Prom-Label-Policy","value":"1:x"}]}}}`, plain, false},
		"nothing of it":       {`{"oauthPassThru":false,"keepCookies":[]}`, plain, true},
	} {
		t.Run(name, func(t *testing.T) {
			pc := instance("off "+name, store.URL, c.settings)
			_, whole := store.asks(t, pc, plain) // fills the cache where the settings allow
			f, asked := store.asks(t, pc, c.q)
			took := tell(t, f)
			if (took.cached > 0) != c.cached || (asked < whole) != c.cached {
				t.Errorf("%+v, %d of %d steps asked", took, asked, whole)
			}
			// The inspector tells what was read, whether or not anything is kept.
			if took.samples == 0 || took.asked != float64(asked) {
				t.Errorf("told %+v of %d steps asked", took, asked)
			}
			// Nothing that was asked for somebody is given to the next.
			if other := instance("then "+name, store.URL, c.settings); !c.cached {
				store.asks(t, other, c.q)
				if f, _ = store.asks(t, other, plain); tell(t, f).cached > 0 {
					t.Error("what was read for one was kept")
				}
			}
		})
	}
}
