package host

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"
)

// contentTypes are fixed: the operating system's own table may lack or bend some of them.
var contentTypes = map[string]string{
	".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8",
	".json": "application/json; charset=utf-8", ".map": "application/json; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".woff": "font/woff", ".wasm": "application/wasm",
	".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8",
}

func (h *Host) publicFile(w http.ResponseWriter, r *http.Request) {
	h.serveFile(w, r, h.public, r.PathValue("path"))
}

// pluginAsset serves a plugin's own files. Its backend's executables are not among them.
func (h *Host) pluginAsset(w http.ResponseWriter, r *http.Request) {
	root, ok := h.assets[r.PathValue("id")]
	if !ok {
		writeError(w, http.StatusNotFound, "Plugin not found")
		return
	}
	h.serveFile(w, r, root, r.PathValue("path"))
}

// serveFile serves one file below root. A path that leaves root, by dots or by a link, is not found.
func (h *Host) serveFile(w http.ResponseWriter, r *http.Request, root *os.Root, name string) {
	contentType, known := contentTypes[strings.ToLower(path.Ext(name))]
	info, body, err := readFile(root, name)
	if err != nil || (!known && path.Ext(name) != "") || strings.HasPrefix(path.Base(name), "gpx_") {
		writeError(w, http.StatusNotFound, "File not found")
		return
	}
	if known {
		w.Header().Set("Content-Type", contentType)
	}
	w.Header().Set("Cache-Control", cacheControl(contentType))
	if compressible(contentType) {
		w.Header().Add("Vary", "Accept-Encoding")
		if acceptsGzip(r) {
			body = h.gzipped.get(root.Name()+"/"+name, info.ModTime(), body)
			w.Header().Set("Content-Encoding", "gzip")
		}
	}
	http.ServeContent(w, r, "", info.ModTime(), bytes.NewReader(body))
}

func readFile(root *os.Root, name string) (fs.FileInfo, []byte, error) {
	info, err := root.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, errors.New("not a file")
	}
	body, err := root.ReadFile(name)
	return info, body, err
}

// cacheControl lets a browser keep fonts and pictures; code it must ask for again, so that a rebuilt
// plugin shows on reload (304 when nothing changed).
func cacheControl(contentType string) string {
	if strings.HasPrefix(contentType, "font/") || strings.HasPrefix(contentType, "image/") {
		return "public, max-age=3600"
	}
	return "no-cache"
}

func compressible(contentType string) bool {
	return strings.HasPrefix(contentType, "text/") || strings.HasPrefix(contentType, "application/json") ||
		contentType == "image/svg+xml"
}
