package main

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"

	mlv1 "example.com/acme/ml-platform/deploy-pipeline/api/v1"
)

// giveUp ends a roll-out; with rollback it runs the first step once more, which is the previous release by convention.
func (r *DeployPipelineReconciler) giveUp(ctx context.Context, deploy *mlv1.DeployPipeline) (ctrl.Result, error) {
	if !deploy.Spec.Rollback {
		deploy.Status.Phase = "Failed"
		return ctrl.Result{}, r.Status().Update(ctx, deploy)
	}
	name := types.NamespacedName{Namespace: deploy.Namespace, Name: deploy.Name + "-rollback"}
	deploy.Status.Step = 0
	if err := r.Create(ctx, newPod(deploy, name)); err != nil {
		return ctrl.Result{}, err
	}
	deploy.Status.Phase = "RolledBack"
	return ctrl.Result{}, r.Status().Update(ctx, deploy)
}

func newPod(deploy *mlv1.DeployPipeline, name types.NamespacedName) *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name.Name, Namespace: name.Namespace},
		Spec: corev1.PodSpec{
			RestartPolicy:      corev1.RestartPolicyNever,
			ServiceAccountName: "deploy-controller",
			Containers:         []corev1.Container{deploy.Spec.Steps[deploy.Status.Step]},
		},
	}
}
