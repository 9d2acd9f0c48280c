package main

import (
	"os"
	"testing"
	"testing/synctest"
	"time"
)

func TestASecondSignalKillsUnlessItIsAnEcho(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		signals := make(chan os.Signal)
		stopped, killed := 0, 0
		go obey(signals, func() { stopped++ }, func() { killed++ })
		signals <- os.Interrupt
		signals <- os.Interrupt
		synctest.Wait()
		if stopped != 1 || killed != 0 {
			t.Fatalf("after a Ctrl-C that came twice: stopped %d, killed %d", stopped, killed)
		}
		time.Sleep(2 * time.Second)
		signals <- os.Interrupt
		synctest.Wait()
		if stopped != 1 || killed != 1 {
			t.Fatalf("after another one: stopped %d, killed %d", stopped, killed)
		}
	})
}
