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
