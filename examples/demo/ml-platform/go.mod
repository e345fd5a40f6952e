module example.com/acme/ml-platform

go 1.16

require (
	google.golang.org/api v0.40.0
	k8s.io/api v0.20.4
	k8s.io/apimachinery v0.20.4
	k8s.io/client-go v0.20.4
	sigs.k8s.io/controller-runtime v0.8.3
)
