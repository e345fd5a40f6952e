package main

import (
	"os"

	corev1 "k8s.io/api/core/v1"
)

const (
	fewest   = 1
	most     = 12
	atNight  = 2
	podsEach = 6
)

// nodesFor says how many nodes the pods need at this hour.
func nodesFor(pods []corev1.Pod, hour int) int64 {
	running := 0
	for _, pod := range pods {
		if pod.Status.Phase == corev1.PodPending || pod.Status.Phase == corev1.PodRunning {
			running++
		}
	}
	want := int64((running + podsEach - 1) / podsEach)
	limit := int64(most)
	if hour >= 22 || hour < 5 {
		limit = atNight
	}
	if want > limit {
		want = limit
	}
	if want < fewest {
		want = fewest
	}
	return want
}

func poolOf(cluster string) string {
	if cluster == os.Getenv("TRAINING_CLUSTER") {
		return "gpu"
	}
	return "standard"
}
