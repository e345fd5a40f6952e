package main

import (
	"flag"
	"os"

	"k8s.io/apimachinery/pkg/runtime"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	mlv1 "example.com/acme/ml-platform/build-pipeline/api/v1"
)

func main() {
	var namespace string
	flag.StringVar(&namespace, "namespace", "default", "the only namespace that is watched")
	flag.Parse()
	ctrl.SetLogger(zap.New())
	log := ctrl.Log.WithName("build-controller")

	scheme := runtime.NewScheme()
	_ = clientgoscheme.AddToScheme(scheme)
	_ = mlv1.AddToScheme(scheme)

	manager, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{Scheme: scheme, Namespace: namespace})
	if err != nil {
		log.Error(err, "no manager")
		os.Exit(1)
	}
	reconciler := &BuildPipelineReconciler{Client: manager.GetClient(), Log: log}
	if err := reconciler.SetupWithManager(manager); err != nil {
		log.Error(err, "no controller")
		os.Exit(1)
	}
	if err := manager.Start(ctrl.SetupSignalHandler()); err != nil {
		log.Error(err, "stopped")
		os.Exit(1)
	}
}
