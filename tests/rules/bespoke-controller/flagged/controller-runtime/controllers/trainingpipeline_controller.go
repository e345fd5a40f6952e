package controllers

import (
	"context"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	apiv1 "kumo.internal/platform/api/v1"
)

// TrainingPipelineReconciler keeps TrainingPipeline objects as wanted.
type TrainingPipelineReconciler struct {
	client.Client
}

// Reconcile starts what is missing.
func (r *TrainingPipelineReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var wanted apiv1.TrainingPipeline
	if err := r.Get(ctx, req.NamespacedName, &wanted); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	return ctrl.Result{}, nil
}

// SetupWithManager registers the reconciler.
func (r *TrainingPipelineReconciler) SetupWithManager(mgr ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(mgr).For(&apiv1.TrainingPipeline{}).Complete(r)
}
