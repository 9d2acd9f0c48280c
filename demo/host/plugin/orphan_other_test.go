//go:build !linux

package plugin_test

func actAsHostIfAsked() {}
