package promapi

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/iotest"
)

// decodeText decodes through readers that cut the text at every place.
func decodeText(text string, limits Limits) (*Matrix, error) {
	return decodeMatrix(&body{reader: strings.NewReader(text), length: -1}, limits.withDefaults())
}

func success(data string) string { return `{"status":"success","data":` + data + `}` }

func matrix(result string) string {
	return success(`{"resultType":"matrix","result":` + result + `}`)
}

func TestDecodeShapes(t *testing.T) {
	one := []Series{{Labels: Labels{{"a", "x"}, {"b", "y"}}, Times: []int64{1000, 2500}, Values: []float64{1, -0.25}}}
	cases := []struct {
		name, text string
		want       []Series
		warnings   int
	}{
		{name: "matrix", text: matrix(`[{"metric":{"a":"x","b":"y"},"values":[[1,"1"],[2.5,"-0.25"]]}]`), want: one},
		{name: "values before metric", text: matrix(`[{"values":[[1,"1"],[2.5,"-0.25"]],"metric":{"b":"y","a":"x"}}]`), want: one},
		{
			name: "data before status, result before its type, unknown keys, spaces",
			text: "\n{ \"stats\" : {\"a\":[1,-2.5e3,{\"b\":null}],\"c\":true} , \"data\" : { \"extra\":[[]], \"result\" : [ { \"metric\" :\t{ \"a\" : \"x\" , \"b\" : \"y\" } , \"other\" : false, \"values\" : [ [ 1 , \"1\" ] , [ 2.500 , \"-0.25\" ] ] } ] , \"resultType\" : \"matrix\" } , \"status\" : \"success\" }\r\n",
			want: one,
		},
		{name: "vector", text: success(`{"resultType":"vector","result":[{"metric":{},"value":[1e1,"3"]},{"metric":{"a":"x"},"value":[10,"4"]}]}`), want: []Series{
			{Labels: Labels{}, Times: []int64{10_000}, Values: []float64{3}},
			{Labels: Labels{{"a", "x"}}, Times: []int64{10_000}, Values: []float64{4}},
		}},
		{name: "scalar", text: success(`{"resultType":"scalar","result":[1712345678.123,"1e3"]}`), want: []Series{{Times: []int64{1712345678123}, Values: []float64{1000}}}},
		{name: "scalar, type last", text: success(`{"result":[-1.5,"2"],"resultType":"scalar"}`), want: []Series{{Times: []int64{-1500}, Values: []float64{2}}}},
		{name: "empty", text: matrix(`[]`)},
		{name: "null result", text: matrix(`null`)},
		{name: "null metric", text: matrix(`[{"metric":null,"values":[[1,"1"]]}]`), want: []Series{{Labels: Labels{}, Times: []int64{1000}, Values: []float64{1}}}},
		{name: "no samples", text: matrix(`[{"metric":{"a":"x"},"values":[]},{"metric":{"a":"x"},"values":null},{"metric":{"a":"y"}}]`)},
		{name: "empty label values are absent labels", text: matrix(`[{"metric":{"b":"","a":"x"},"values":[[1,"1"]]}]`), want: []Series{{Labels: Labels{{"a", "x"}}, Times: []int64{1000}, Values: []float64{1}}}},
		{name: "a repeated label: the last one", text: matrix(`[{"metric":{"a":"w","a":"x"},"values":[[1,"1"]]}]`), want: []Series{{Labels: Labels{{"a", "x"}}, Times: []int64{1000}, Values: []float64{1}}}},
		{name: "warnings and infos", text: `{"status":"success","data":{"resultType":"matrix","result":[]},"warnings":["w"],"infos":["i","j"]}`, warnings: 3},
		{name: "a partial answer", text: `{"status":"success","isPartial":true,"data":{"resultType":"matrix","result":[]}}`, warnings: 1},
		{name: "a whole answer", text: `{"status":"success","isPartial":false,"data":{"resultType":"matrix","result":[]}}`},
		{name: "escapes", text: matrix(`[{"metric":{"\u0061":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é\ud800x"},"values":[[1,"\u0031"]]}]`), want: []Series{
			{Labels: Labels{{"a", "\"\\/\b\f\n\r\té😀é\ufffdx"}}, Times: []int64{1000}, Values: []float64{1}},
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, read := range []func(string) (*Matrix, error){
				func(s string) (*Matrix, error) { return decodeText(s, Limits{}) },
				func(s string) (*Matrix, error) {
					return decodeMatrix(&body{reader: iotest.OneByteReader(strings.NewReader(s)), length: -1}, Limits{}.withDefaults())
				},
			} {
				m, err := read(c.text)
				if err != nil {
					t.Fatal(err)
				}
				requireSeries(t, m.Series, c.want)
				if len(m.Warnings) != c.warnings {
					t.Errorf("warnings %q, want %d", m.Warnings, c.warnings)
				}
				if m.Bytes != int64(len(c.text)) {
					t.Errorf("%d bytes, want %d", m.Bytes, len(c.text))
				}
			}
		})
	}
}

func TestDecodeValues(t *testing.T) {
	texts := map[string]float64{
		"NaN": math.NaN(), "+Inf": math.Inf(1), "-Inf": math.Inf(-1), "Inf": math.Inf(1), "0": 0, "-0": math.Copysign(0, -1),
		"1e-5": 1e-5, "1E+22": 1e22, "0x1p-2": 0.25, "1.": 1, ".5": .5, "9007199254740993": 9007199254740992, "0.1": 0.1, "007": 7,
		"123456789012345678901234567890": 123456789012345678901234567890., "0.30000000000000004": 0.30000000000000004,
		"9223372036854775794": 9223372036854775794, "5e-324": 5e-324, "1.7976931348623157e+308": math.MaxFloat64,
		"0.000000000000000000000000000001": 1e-30, "9007199254740992": 9007199254740992, "18446744073709551615": 18446744073709551615,
	}
	for text, want := range texts {
		padded := `[[1,"1"],[1712345678.5,"` + text + `"],[1712345679,"2"]` + strings.Repeat(" ", 100) + `]`
		m, err := decodeText(matrix(`[{"metric":{},"values":`+padded+`}]`), Limits{})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		requireSeries(t, m.Series, []Series{{Labels: Labels{}, Times: []int64{1000, 1712345678500, 1712345679000}, Values: []float64{1, want, 2}}})
	}
}

func TestDecodeTimes(t *testing.T) {
	texts := map[string]int64{
		"0": 0, "0.001": 1, "1.1": 1100, "1.12": 1120, "1.123": 1123, "1.1239": 1124, "-1": -1000, "-0.5": -500,
		"1.712345678e9": 1712345678000, "1712345678.1": 1712345678100, "999999999999": 999999999999000,
	}
	for text, want := range texts {
		m, err := decodeText(matrix(`[{"metric":{},"values":[[`+text+`,"1"],[9999999999999,"2"]`+strings.Repeat(" ", 80)+`]}]`), Limits{})
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got := m.Series[0].Times[0]; got != want {
			t.Errorf("%s gives %d, want %d", text, got, want)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	deep := strings.Repeat("[", 100) + strings.Repeat("]", 100)
	texts := []string{
		"", " ", "[", "null", `"x"`, "<html>", "{", `{"status"`, `{"status":"success"}`, `{"data":{}}`, success(`{}`), success(`[]`),
		matrix(`[]`) + "x", matrix(`[]`) + "{}", matrix(`[,]`), matrix(`[{}`), matrix(`[{},]`), matrix(`{}`), matrix(`[1,"2"]`), matrix(`["x"]`),
		success(`{"resultType":"streams","result":[]}`), success(`{"resultType":"scalar","result":[]}`),
		success(`{"resultType":"scalar","result":[1,"2",3]}`), success(`{"resultType":"scalar","result":[1,"2",{}]}`), success(`{"resultType":"scalar","result":[1,"x"]}`),
		success(`{"resultType":"string","result":[1,"2"]}`), success(`{"resultType":7,"result":[]}`),
		matrix(`[{"metric":[],"values":[]}]`), matrix(`[{"metric":{"a":1},"values":[]}]`), matrix(`[{"metric":{"a"},"values":[]}]`),
		matrix(`[{"values":{}}]`), matrix(`[{"values":[1]}]`), matrix(`[{"values":[[1]]}]`), matrix(`[{"values":[[1,2]]}]`), matrix(`[{"values":[["1","2"]]}]`),
		matrix(`[{"values":[[1,"2",3]]}]`), matrix(`[{"values":[[1,""]]}]`), matrix(`[{"values":[[1,"abc"]]}]`), matrix(`[{"values":[[1,"1e400"]]}]`),
		matrix(`[{"values":[[01,"1"]]}]`), matrix(`[{"values":[[1.,"1"]]}]`), matrix(`[{"values":[[1e999,"1"]]}]`), matrix(`[{"values":[[+1,"1"]]}]`),
		matrix(`[{"values":[[2,"1"],[1,"1"]]}]`), matrix(`[{"values":[[1,"1"],[1,"1"]]}]`), matrix(`[{"values":[[1,"1"]],"value":[2,"1"]}]`),
		matrix(`[{"metric":{"a":"` + "\n" + `"},"values":[]}]`), matrix(`[{"metric":{"\x":""},"values":[]}]`), matrix(`[{"metric":{"\u12g4":""}}]`),
		`{"x":` + deep + `,"status":"success","data":{"resultType":"matrix","result":[]}}`, `{"x":tru,"status":"success"}`, `{"x":nul`, `{"x":00}`, `{"x":1-2}`,
		`{"x":` + strings.Repeat("1", 100) + `}`, `{"x":"` + strings.Repeat("y", 2<<20) + `"}`, `{'a':1}`, `{"a" 1}`, `{"status":"successful","data":null}`,
	}
	for _, text := range texts {
		m, err := decodeText(text, Limits{})
		if err == nil {
			t.Errorf("accepted %.80q as %+v", text, m)
		}
	}
}

// Every beginning of an answer is an error, and one that says the text ended.
func TestDecodeTruncated(t *testing.T) {
	text := `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"x\u00e9\n"},"values":[[1712345678.123,"0.25"],[1712345679,"NaN"]]}]},"warnings":["w"],"x":[true,null,-1.5e3]}`
	for n := 1; n < len(text); n++ {
		_, err := decodeText(text[:n], Limits{})
		var syntax *syntaxError
		if !errors.As(err, &syntax) || !syntax.truncated || syntax.offset != int64(n) {
			t.Errorf("%q: %#v", text[:n], err)
		}
	}
}

func requireSeries(t *testing.T, got, want []Series) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d series, want %d", len(got), len(want))
	}
	for i := range want {
		if problem := differs(got[i], want[i]); problem != "" {
			t.Fatalf("series %d %v: %s, want %v", i, got[i].Labels, problem, want[i].Labels)
		}
	}
}

// differs compares bit by bit, NaN included.
func differs(got, want Series) string {
	switch {
	case len(got.Labels) != len(want.Labels):
		return "labels"
	case len(got.Times) != len(want.Times), len(got.Values) != len(want.Values):
		return fmt.Sprintf("%d samples, want %d", len(got.Times), len(want.Times))
	}
	for i := range want.Labels {
		if got.Labels[i] != want.Labels[i] {
			return "labels"
		}
	}
	for i := range want.Values {
		same := math.Float64bits(got.Values[i]) == math.Float64bits(want.Values[i]) || math.IsNaN(got.Values[i]) && math.IsNaN(want.Values[i])
		if got.Times[i] != want.Times[i] || !same {
			return fmt.Sprintf("sample %d is %v at %d, want %v at %d", i, got.Values[i], got.Times[i], want.Values[i], want.Times[i])
		}
	}
	return ""
}
