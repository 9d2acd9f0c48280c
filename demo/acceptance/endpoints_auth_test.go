package acceptance_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// clientPair is a client's certificate and key in PEM.
func clientPair(t *testing.T) (certificate, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "grafana"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	pool = x509.NewCertPool()
	signed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool.AddCert(signed)
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: raw})), pool
}

// Each family has its own way in: basic authentication, a header, a client's certificate. None sees another's.
func TestEndpointsAuthentication(t *testing.T) {
	s := spreadOut(t)
	certificate, key, clients := clientPair(t)
	gpu := record(t, s.gpu.address(), func(r *recorder) {
		r.guard = func(w http.ResponseWriter, req *http.Request) bool {
			user, password, _ := req.BasicAuth()
			if user == "reader" && password == "gpu-secret" {
				return false
			}
			http.Error(w, "who are you", http.StatusUnauthorized)
			return true
		}
	})
	engines := record(t, s.engine.address(), func(r *recorder) {
		r.guard = func(w http.ResponseWriter, req *http.Request) bool {
			if req.Header.Get("X-Scope-OrgID") == "engines" {
				return false
			}
			http.Error(w, "no org id", http.StatusUnauthorized)
			return true
		}
	})
	prices := record(t, s.rest.address(), func(r *recorder) {
		r.TLS = &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: clients}
		r.StartTLS()
	})
	authority := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: prices.Certificate().Raw}))
	rest := record(t, s.rest.address())
	families := map[string]map[string]any{
		"gpu":    {"url": gpu.URL, "basicAuth": true, "basicAuthUser": "reader"},
		"engine": {"url": engines.URL, "httpHeaderName1": "X-Scope-OrgID", "customQueryParameters": "dedup=true"},
		"cost":   {"url": prices.URL, "tlsAuth": true, "tlsAuthWithCACert": true, "serverName": "example.com"},
	}
	pc := instance("keys", rest.URL, endpoints(t, families))
	secrets := map[string]string{"gpu.basicAuthPassword": "gpu-secret", "engine.httpHeaderValue1": "engines",
		"cost.tlsCACert": authority, "cost.tlsClientCert": certificate, "cost.tlsClientKey": key}
	pc.DataSourceInstanceSettings.DecryptedSecureJSONData = secrets
	a := askAll(t, pc, table("replica", tokens, tensor, cost))
	if r := a.one("pod", "llama-0"); r["tokens"] != 12000.0 || r["tensor"] == nil || r["cost"] == nil || len(a.missing()) > 0 {
		t.Errorf("%v, missing %v: %s", r, a.missing(), a.notices())
	}
	for name, r := range map[string]*recorder{"engine": engines, "cost": prices, "default": rest} {
		if h := r.headers("Authorization"); !slices.Equal(h, []string{""}) {
			t.Errorf("the %s endpoint was sent Authorization %v", name, h)
		}
	}
	for name, r := range map[string]*recorder{"gpu": gpu, "cost": prices, "default": rest} {
		if h := r.headers("X-Scope-OrgID"); !slices.Equal(h, []string{""}) {
			t.Errorf("the %s endpoint was sent X-Scope-OrgID %v", name, h)
		}
	}
	if q := engines.requests[0].URL.Query(); q.Get("dedup") != "true" || rest.requests[0].URL.Query().Has("dedup") {
		t.Errorf("engine %v, default %v", q, rest.requests[0].URL.Query())
	}

	// One key after the other is wrong: that family says so, and no text holds a secret.
	for family, wrong := range map[string]struct {
		secret, value, says string
	}{
		"gpu":    {"gpu.basicAuthPassword", "wr0ng-password", "401 Unauthorized"},
		"engine": {"engine.httpHeaderValue1", "wr0ng-org", "401 Unauthorized"},
		"cost":   {"cost.tlsCACert", certificate, "TLS"},
	} {
		t.Run(family, func(t *testing.T) {
			pc := instance("wrong-"+family, rest.URL, endpoints(t, families))
			changed := map[string]string{}
			for k, v := range secrets {
				changed[k] = v
			}
			changed[wrong.secret] = wrong.value
			pc.DataSourceInstanceSettings.DecryptedSecureJSONData = changed
			a := askAll(t, pc, table("replica", tokens, tensor, cost))
			if why := a.missing()[family]; len(a.missing()) != 1 || !strings.Contains(why, wrong.says) {
				t.Errorf("missing %v", a.missing())
			}
			if strings.Contains(a.notices(), "wr0ng") {
				t.Errorf("%q", a.notices())
			}
		})
	}
}
