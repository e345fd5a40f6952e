package main

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
)

func TestNightIsSmall(t *testing.T) {
	pods := make([]corev1.Pod, 60)
	for i := range pods {
		pods[i].Status.Phase = corev1.PodPending
	}
	if got := nodesFor(pods, 23); got != atNight {
		t.Fatalf("at night: %d nodes", got)
	}
}

func TestNeverEmpty(t *testing.T) {
	if got := nodesFor(nil, 12); got != fewest {
		t.Fatalf("without pods: %d nodes", got)
	}
}
