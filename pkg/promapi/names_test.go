package promapi

import (
	"net/http"
	"reflect"
	"testing"
)

func TestLabelValues(t *testing.T) {
	c := serve(t, Options{Limits: Limits{Series: 3}}, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			t.Errorf("%s: label values are for GET alone", r.Method)
		}
		q := r.URL.Query()
		switch r.URL.Path {
		case "/api/v1/label/gpu/values":
			if !reflect.DeepEqual(q["match[]"], []string{"a", "b"}) || q.Get("start") != "1" || q.Has("end") {
				t.Errorf("%v", q)
			}
			answer(200, "application/json", `{"data":["0","\u0031"],"status":"success"}`)(w, r)
		case "/api/v1/label/none/values":
			answer(200, "application/json", success("null"))(w, r)
		default:
			answer(200, "application/json", success(`["1","2","3","4"]`))(w, r)
		}
	})
	values, err := c.LabelValues(testContext(t), "gpu", []string{"a", "b"}, 1000, 0)
	if err != nil || !reflect.DeepEqual(values, []string{"0", "1"}) {
		t.Fatalf("%q %v", values, err)
	}
	if values, err = c.LabelValues(testContext(t), "none", nil, 0, 0); err != nil || len(values) != 0 {
		t.Fatalf("%q %v", values, err)
	}
	_, err = c.LabelValues(testContext(t), "many", nil, 0, 0)
	requireError(t, err, KindLimit)
	_, err = c.LabelValues(testContext(t), "", nil, 0, 0)
	requireError(t, err, KindInvalid)
}

func TestSeriesOf(t *testing.T) {
	c := serve(t, Options{Limits: Limits{Series: 2}}, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		if r.Form.Get("match[]") == "many" {
			answer(200, "application/json", success(`[{},{},{}]`))(w, r)
			return
		}
		if r.Method != http.MethodPost || r.PostForm.Get("end") != "2" {
			t.Errorf("%s %v", r.Method, r.PostForm)
		}
		answer(200, "application/json", success(`[{"b":"2","a":"1"},{}]`))(w, r)
	})
	sets, err := c.Series(testContext(t), []string{"up"}, 0, 2000)
	if err != nil || len(sets) != 2 || sets[0][0].Name != "a" || sets[0].Get("b") != "2" || len(sets[1]) != 0 {
		t.Fatalf("%v %v", sets, err)
	}
	_, err = c.Series(testContext(t), []string{"many"}, 0, 0)
	requireError(t, err, KindLimit)
	_, err = c.Series(testContext(t), nil, 0, 0)
	requireError(t, err, KindInvalid)
}

func TestLabelNames(t *testing.T) {
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		if r.URL.Path != "/api/v1/labels" || r.Form.Get("match[]") != "up" || r.Form.Get("start") != "1" || r.Form.Get("end") != "2" {
			t.Errorf("%s %v", r.URL, r.Form)
		}
		answer(200, "application/json", `{"status":"success","data":["__name__","job"],"warnings":["a store did not answer"]}`)(w, r)
	})
	var heard []string
	ctx := WithNotices(testContext(t), func(text string) { heard = append(heard, text) })
	names, err := c.LabelNames(ctx, []string{"up"}, 1000, 2000)
	if err != nil || !reflect.DeepEqual(names, []string{"__name__", "job"}) || !reflect.DeepEqual(heard, []string{"a store did not answer"}) {
		t.Fatalf("%q %q %v", names, heard, err)
	}
}

// Thanos and Mimir warn of partial lists; a call whose result has no place for
// that tells the collector, if there is one.
func TestNotices(t *testing.T) {
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		data := `[]`
		if r.URL.Path == "/api/v1/metadata" {
			data = `{}`
		}
		answer(200, "application/json", `{"status":"success","isPartial":true,"data":`+data+`}`)(w, r)
	})
	heard := 0
	ctx := WithNotices(testContext(t), func(string) { heard++ })
	for _, ask := range []func() error{
		func() error { _, err := c.LabelNames(ctx, nil, 1, 2); return err },
		func() error { _, err := c.LabelValues(ctx, "a", nil, 1, 2); return err },
		func() error { _, err := c.Series(ctx, []string{"a"}, 1, 2); return err },
		func() error { _, err := c.Metadata(ctx, "", 0); return err },
		func() error { _, err := c.LabelNames(testContext(t), nil, 1, 2); return err },
	} {
		if err := ask(); err != nil {
			t.Error(err)
		}
	}
	if heard != 4 {
		t.Errorf("%d notices", heard)
	}
}

func TestMetadata(t *testing.T) {
	c := serve(t, Options{Limits: Limits{Series: 3}}, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		switch {
		case r.URL.Path != "/api/v1/metadata" || r.Method != http.MethodGet:
			t.Errorf("%s %s", r.Method, r.URL)
		case q.Get("metric") == "many":
			answer(200, "application/json", success(`{"a":[{},{}],"b":[{},{}]}`))(w, r)
			return
		case q.Get("metric") == "bad":
			answer(200, "application/json", success(`{"a":{}}`))(w, r)
			return
		case q.Get("metric") != "up" || q.Get("limit") != "7":
			t.Errorf("%v", q)
		}
		answer(200, "application/json", success(`{"up":[{"type":"gauge","help":"1 when \"up\"","unit":""},{"type":"counter","unit":null,"more":1}],"none":[]}`))(w, r)
	})
	got, err := c.Metadata(testContext(t), "up", 7)
	want := map[string][]Metadata{"up": {{Type: "gauge", Help: `1 when "up"`}, {Type: "counter"}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v %v", got, err)
	}
	_, err = c.Metadata(testContext(t), "many", 0)
	requireError(t, err, KindLimit)
	_, err = c.Metadata(testContext(t), "bad", 0)
	requireError(t, err, KindMalformed)
}
