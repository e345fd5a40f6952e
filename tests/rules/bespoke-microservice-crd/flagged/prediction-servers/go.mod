module kumo.internal/platform

go 1.21

require sigs.k8s.io/controller-runtime v0.16.3
