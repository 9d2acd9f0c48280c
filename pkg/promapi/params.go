package promapi

import (
	"strconv"
	"strings"
)

// seconds writes milliseconds as the API wants them, exactly: 1712345678.123.
func seconds(ms int64) string {
	sign := ""
	if ms < 0 {
		sign, ms = "-", -ms
	}
	text := sign + strconv.FormatInt(ms/1000, 10)
	if rest := ms % 1000; rest != 0 {
		text += "." + strings.TrimRight(strconv.FormatInt(1000+rest, 10)[1:], "0")
	}
	return text
}

// stepOf writes a step for stores that read it as a floating point number of seconds and cut it to what they count in:
// 32.8 s becomes 32.799 s in Prometheus, and every instant after the first is another one than was asked for. A tenth
// of a millisecond more is cut off again, and keeps what is above it.
func stepOf(ms int64) string {
	if ms%1000 == 0 {
		return seconds(ms)
	}
	return strconv.FormatInt(ms/1000, 10) + "." + strconv.FormatInt(1000+ms%1000, 10)[1:] + "1"
}
