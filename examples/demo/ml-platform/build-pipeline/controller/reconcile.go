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

	mlv1 "example.com/acme/ml-platform/build-pipeline/api/v1"
)

// BuildPipelineReconciler runs all steps of a build in one pod, the last one as its main container.
type BuildPipelineReconciler struct {
	client.Client
	Log logr.Logger
}

func (r *BuildPipelineReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var build mlv1.BuildPipeline
	if err := r.Get(ctx, req.NamespacedName, &build); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if build.Status.Phase == "Succeeded" || build.Status.Phase == "Failed" {
		return ctrl.Result{}, nil
	}
	var pod corev1.Pod
	name := types.NamespacedName{Namespace: req.Namespace, Name: fmt.Sprintf("%s-build", req.Name)}
	err := r.Get(ctx, name, &pod)
	if apierrors.IsNotFound(err) {
		build.Status.Phase = "Running"
		if err := r.Status().Update(ctx, &build); err != nil {
			return ctrl.Result{}, err
		}
		return ctrl.Result{RequeueAfter: 10 * time.Second}, r.Create(ctx, newPod(&build, name))
	}
	if err != nil {
		return ctrl.Result{}, err
	}
	switch pod.Status.Phase {
	case corev1.PodSucceeded:
		build.Status.Phase = "Succeeded"
	case corev1.PodFailed:
		build.Status.Phase = "Failed"
	default:
		return ctrl.Result{RequeueAfter: 10 * time.Second}, nil
	}
	return ctrl.Result{}, r.Status().Update(ctx, &build)
}

func newPod(build *mlv1.BuildPipeline, name types.NamespacedName) *corev1.Pod {
	last := len(build.Spec.Steps) - 1
	work := corev1.VolumeMount{Name: "workspace", MountPath: "/workspace"}
	steps := make([]corev1.Container, 0, last+1)
	for _, step := range build.Spec.Steps {
		step.VolumeMounts = append(step.VolumeMounts, work)
		steps = append(steps, step)
	}
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name.Name, Namespace: name.Namespace},
		Spec: corev1.PodSpec{
			RestartPolicy:  corev1.RestartPolicyNever,
			InitContainers: steps[:last],
			Containers:     steps[last:],
			Volumes:        []corev1.Volume{{Name: "workspace"}},
		},
	}
}

func (r *BuildPipelineReconciler) SetupWithManager(manager ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(manager).
		For(&mlv1.BuildPipeline{}).
		Owns(&corev1.Pod{}).
		Complete(r)
}
