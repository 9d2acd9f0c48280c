package host

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
	"time"
)

// gzipCache keeps compressed files, because the page's bundle takes half a second to compress.
type gzipCache struct {
	mu    sync.Mutex
	files map[string]gzippedFile
}

type gzippedFile struct {
	modified time.Time
	body     []byte
}

// get returns body compressed; name and modified say which file and version it is.
func (c *gzipCache) get(name string, modified time.Time, body []byte) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if file, ok := c.files[name]; ok && file.modified.Equal(modified) {
		return file.body
	}
	if c.files == nil {
		c.files = map[string]gzippedFile{}
	}
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(body) // a bytes.Buffer takes everything
	_ = w.Close()
	c.files[name] = gzippedFile{modified: modified, body: out.Bytes()}
	return out.Bytes()
}

func acceptsGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name == "gzip" {
			return strings.TrimSpace(params) != "q=0"
		}
	}
	return false
}
