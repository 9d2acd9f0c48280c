package promapi

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/iotest"
)

// FuzzDecode: never a panic; the same series as encoding/json finds; nothing
// accepted that is not JSON; the same however the text is cut into reads.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		matrix(`[{"metric":{"__name__":"up","job":"a\u00e9\ud83d\ude00"},"values":[[1712345678.123,"1"],[1712345679,"NaN"],[1712345680,"+Inf"]` + strings.Repeat(" ", 70) + `]}]`),
		success(`{"resultType":"vector","result":[{"value":[1.5e3,"0x1p-2"],"metric":{"b":"2","a":"1"}},{"metric":{},"histogram":[1,{"count":"3","sum":"-0.5","buckets":[[1,"-2","-1","1"],[3,"-0.1","0.1","1"],[0,"1","2","1"]]}]}]}`),
		success(`{"result":[1,"2"],"resultType":"scalar"}`),
		`{"status":"error","errorType":"bad_data","error":"no","warnings":["w"],"infos":null}`,
		matrix(`[{"metric":{"a":"\\\"\/\b\f\n\r\t"},"values":[[-1,"1e-5"],[0,"-0.000001"],[1,"123456789012345678901"]]},{"values":[[-1,"1"],[0,"2"]]}]`),
		`{"x":[{},[],true,false,null,-0.5E+3],"data":{"result":null,"resultType":"matrix","stats":{"a":1}},"status":"success"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) { compare(t, text) })
}

// compare decodes text and judges the outcome.
func compare(t *testing.T, text []byte) {
	t.Helper()
	limits := Limits{}.withDefaults()
	m, err := decodeMatrix(&body{reader: bytes.NewReader(text), length: -1}, limits)
	if len(text) < 1<<12 {
		other, otherErr := decodeMatrix(&body{reader: iotest.OneByteReader(bytes.NewReader(text)), length: -1}, limits)
		if (err == nil) != (otherErr == nil) {
			t.Fatalf("%v in one read, %v in many, of %q", err, otherErr, text)
		}
		if err == nil {
			requireSeries(t, other.Series, m.Series)
			requireHistograms(t, other.Histograms, m.Histograms)
		}
	}
	if err == nil && !json.Valid(text) {
		t.Fatalf("accepted what is not JSON: %q", text)
	}
	want, histograms, oracleErr := oracleMatrix(text)
	if oracleErr != nil {
		return
	}
	if err != nil {
		t.Fatalf("%v, and encoding/json reads %d series, in %q", err, len(want), text)
	}
	requireSeries(t, m.Series, want)
	requireHistograms(t, m.Histograms, histograms)
}
