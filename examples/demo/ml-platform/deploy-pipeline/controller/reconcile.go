package main

import (
	"context"
	"fmt"
	"time"

	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	mlv1 "example.com/acme/ml-platform/deploy-pipeline/api/v1"
)

const (
	maxFailures    = 5
	defaultTimeout = 1800
)

// DeployPipelineReconciler rolls services out step by step and goes back when a step fails.
type DeployPipelineReconciler struct {
	client.Client
	Log logr.Logger
}

func (r *DeployPipelineReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var deploy mlv1.DeployPipeline
	if err := r.Get(ctx, req.NamespacedName, &deploy); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if deploy.Status.Phase == "" {
		deploy.Status.Phase = "Running"
		deploy.Status.StartedAt = metav1.Now()
		return ctrl.Result{Requeue: true}, r.Status().Update(ctx, &deploy)
	}
	if deploy.Status.Phase == "Succeeded" || deploy.Status.Phase == "Failed" || deploy.Status.Phase == "RolledBack" {
		return ctrl.Result{}, nil
	}
	if deploy.Spec.Steps == nil || deploy.Status.Step >= len(deploy.Spec.Steps) {
		deploy.Status.Phase = "Succeeded"
		return ctrl.Result{}, r.Status().Update(ctx, &deploy)
	}

	timeout := deploy.Spec.TimeoutSeconds
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	late := time.Since(deploy.Status.StartedAt.Time) > time.Duration(timeout)*time.Second

	var pod corev1.Pod
	name := types.NamespacedName{Namespace: req.Namespace, Name: fmt.Sprintf("%s-%d-%d", req.Name, deploy.Status.Step, deploy.Status.Failures)}
	err := r.Get(ctx, name, &pod)
	if apierrors.IsNotFound(err) {
		if late {
			return r.giveUp(ctx, &deploy)
		}
		if err := r.Create(ctx, newPod(&deploy, name)); err != nil && !apierrors.IsAlreadyExists(err) {
			return ctrl.Result{}, err
		}
		return ctrl.Result{RequeueAfter: 10 * time.Second}, nil
	}
	if err != nil {
		return ctrl.Result{}, err
	}

	switch pod.Status.Phase {
	case corev1.PodSucceeded:
		deploy.Status.Step++
		deploy.Status.Failures = 0
		return ctrl.Result{Requeue: true}, r.Status().Update(ctx, &deploy)
	case corev1.PodFailed:
		deploy.Status.Failures++
		if deploy.Status.Failures >= maxFailures || late {
			return r.giveUp(ctx, &deploy)
		}
		return ctrl.Result{RequeueAfter: time.Duration(deploy.Status.Failures*30) * time.Second}, r.Status().Update(ctx, &deploy)
	case corev1.PodPending:
		for _, condition := range pod.Status.Conditions {
			if condition.Type == corev1.PodScheduled && condition.Status == corev1.ConditionFalse && late {
				return r.giveUp(ctx, &deploy)
			}
		}
		for _, status := range pod.Status.ContainerStatuses {
			if status.State.Waiting != nil && (status.State.Waiting.Reason == "ImagePullBackOff" || status.State.Waiting.Reason == "ErrImagePull") {
				return r.giveUp(ctx, &deploy)
			}
		}
	case corev1.PodRunning:
		if late {
			if err := r.Delete(ctx, &pod); err != nil && !apierrors.IsNotFound(err) {
				return ctrl.Result{}, err
			}
			return r.giveUp(ctx, &deploy)
		}
	}
	return ctrl.Result{RequeueAfter: 10 * time.Second}, nil
}

func (r *DeployPipelineReconciler) SetupWithManager(manager ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(manager).
		For(&mlv1.DeployPipeline{}).
		Owns(&corev1.Pod{}).
		Complete(r)
}
