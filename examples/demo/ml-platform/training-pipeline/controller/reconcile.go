package main

import (
	"context"
	"fmt"
	"time"

	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	mlv1 "example.com/acme/ml-platform/training-pipeline/api/v1"
)

const requested = "ml.acme.example/run-requested"

// TrainingPipelineReconciler runs the steps of a pipeline one after another, each as a pod.
type TrainingPipelineReconciler struct {
	client.Client
	Log logr.Logger
}

func (r *TrainingPipelineReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var pipeline mlv1.TrainingPipeline
	if err := r.Get(ctx, req.NamespacedName, &pipeline); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if run := pipeline.Annotations[requested]; run != pipeline.Status.LastRun {
		pipeline.Status = mlv1.TrainingPipelineStatus{Phase: "Running", LastRun: run}
		return ctrl.Result{Requeue: true}, r.Status().Update(ctx, &pipeline)
	}
	if pipeline.Status.Phase != "Running" {
		return ctrl.Result{}, nil
	}
	if pipeline.Status.Step >= len(pipeline.Spec.Steps) {
		pipeline.Status.Phase = "Succeeded"
		return ctrl.Result{}, r.Status().Update(ctx, &pipeline)
	}

	var pod corev1.Pod
	name := types.NamespacedName{Namespace: req.Namespace, Name: podName(&pipeline)}
	err := r.Get(ctx, name, &pod)
	if apierrors.IsNotFound(err) {
		return ctrl.Result{RequeueAfter: 30 * time.Second}, r.Create(ctx, newPod(&pipeline))
	}
	if err != nil {
		return ctrl.Result{}, err
	}
	switch pod.Status.Phase {
	case corev1.PodSucceeded:
		pipeline.Status.Step++
		return ctrl.Result{Requeue: true}, r.Status().Update(ctx, &pipeline)
	case corev1.PodFailed:
		if pipeline.Status.Retries < pipeline.Spec.MaxRetries {
			pipeline.Status.Retries++
			return ctrl.Result{RequeueAfter: time.Minute}, r.Status().Update(ctx, &pipeline)
		}
		pipeline.Status.Phase = "Failed"
		return ctrl.Result{}, r.Status().Update(ctx, &pipeline)
	}
	return ctrl.Result{RequeueAfter: 30 * time.Second}, nil
}

func podName(pipeline *mlv1.TrainingPipeline) string {
	return fmt.Sprintf("%s-%s-%d-%d", pipeline.Name, pipeline.Status.LastRun, pipeline.Status.Step, pipeline.Status.Retries)
}

func newPod(pipeline *mlv1.TrainingPipeline) *corev1.Pod {
	step := *pipeline.Spec.Steps[pipeline.Status.Step].DeepCopy()
	if pipeline.Spec.GPUs > 0 {
		step.Resources.Limits = corev1.ResourceList{
			"nvidia.com/gpu": *resource.NewQuantity(int64(pipeline.Spec.GPUs), resource.DecimalSI),
		}
	}
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: podName(pipeline), Namespace: pipeline.Namespace},
		Spec: corev1.PodSpec{
			RestartPolicy: corev1.RestartPolicyNever,
			Containers:    []corev1.Container{step},
		},
	}
}

func (r *TrainingPipelineReconciler) SetupWithManager(manager ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(manager).
		For(&mlv1.TrainingPipeline{}).
		Owns(&corev1.Pod{}).
		Complete(r)
}
