package catalog

import (
	"embed"
	"fmt"
	"path"
	"sync"
)

// The catalog's data travels inside the binary: a plugin may not read files at run time.
//
//go:embed signals/*.yaml systems/*.yaml
var data embed.FS

// Default is the catalog that ships with the plugin. It is read and checked once.
func Default() (*Catalog, error) {
	return loadDefault()
}

var loadDefault = sync.OnceValues(func() (*Catalog, error) {
	signals, err := embedded("signals")
	if err != nil {
		return nil, err
	}
	systems, err := embedded("systems")
	if err != nil {
		return nil, err
	}
	return Load(signals, systems)
})

func embedded(dir string) ([]File, error) {
	entries, err := data.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("list catalog files: %w", err)
	}
	files := make([]File, 0, len(entries))
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		content, err := data.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read catalog file: %w", err)
		}
		files = append(files, File{Name: name, Data: content})
	}
	return files, nil
}
