package promapi

// fastSample is more than any sample of the fixed shape takes: bracket, time of
// 12.3 digits, comma, quote, 32 characters, quote, bracket, comma.
const fastSample = 64

// exactPowers are the powers of ten a float64 holds exactly.
var exactPowers = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// fixedSample reads [1712345678.123,"0.25"] from the start of b and returns its
// length, or 0 for any other shape, which the general scanner then judges.
func fixedSample(b []byte) (ms int64, v float64, length int) {
	if len(b) < fastSample || b[0] != '[' {
		return 0, 0, 0
	}
	ms, i := fixedTime(b[:fastSample])
	if i == 0 || b[i] != ',' || b[i+1] != '"' {
		return 0, 0, 0
	}
	v, end := fixedValue(b[:fastSample], i+2)
	if end == 0 || b[end+1] != ']' {
		return 0, 0, 0
	}
	return ms, v, end + 2
}

// fixedTime reads the seconds after the bracket; i is the index after them.
func fixedTime(b []byte) (ms int64, i int) {
	for i = 1; i <= 12 && b[i]-'0' <= 9; i++ {
		ms = ms*10 + int64(b[i]-'0')
	}
	if i == 1 || i > 2 && b[1] == '0' {
		return 0, 0
	}
	ms *= 1000
	if b[i] != '.' {
		return ms, i
	}
	i++
	first := i
	for unit := int64(100); unit > 0 && b[i]-'0' <= 9; unit /= 10 {
		ms += unit * int64(b[i]-'0')
		i++
	}
	if i == first {
		return 0, 0
	}
	return ms, i
}

// fixedValue reads the number from start up to the closing quote at index end.
// A decimal of up to 2^53 and 22 places is the quotient of two exact float64 and
// so correctly rounded by one division; anything else is left to strconv.
func fixedValue(b []byte, start int) (v float64, end int) {
	i := start
	if b[i] == '-' {
		i++
	}
	first := i
	var mantissa uint64
	for ; i < start+24 && b[i]-'0' <= 9; i++ {
		mantissa = mantissa*10 + uint64(b[i]-'0')
	}
	count, places := i-first, 0
	if b[i] == '.' {
		i++
		point := i
		for ; i < start+24 && b[i]-'0' <= 9; i++ {
			mantissa = mantissa*10 + uint64(b[i]-'0')
		}
		places = i - point
		count += places
	}
	if b[i] != '"' || count == 0 || count > 19 || mantissa > 1<<53 {
		return parsedValue(b, start)
	}
	v = float64(mantissa) / exactPowers[places]
	if b[start] == '-' {
		v = -v
	}
	return v, i
}

// parsedValue finds the closing quote and leaves the number to strconv.
func parsedValue(b []byte, start int) (v float64, end int) {
	for end = start; end < start+32; end++ {
		switch c := b[end]; {
		case c == '"':
			v, err := parseValue(b[start:end])
			if err != nil {
				return 0, 0
			}
			return v, end
		case c == '\\' || c < ' ':
			return 0, 0
		}
	}
	return 0, 0
}
