package main

import (
	"context"

	"github.com/go-logr/logr"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"

	mlv1 "example.com/acme/ml-platform/microservices/api/v1"
)

// MicroserviceReconciler keeps one Deployment for each Microservice.
type MicroserviceReconciler struct {
	client.Client
	Log logr.Logger
}

func (r *MicroserviceReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var service mlv1.Microservice
	if err := r.Get(ctx, req.NamespacedName, &service); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	deployment := &appsv1.Deployment{ObjectMeta: metav1.ObjectMeta{Name: req.Name, Namespace: req.Namespace}}
	_, err := controllerutil.CreateOrUpdate(ctx, r.Client, deployment, func() error {
		labels := map[string]string{"app": req.Name}
		replicas := service.Spec.Replicas
		if replicas < 1 {
			replicas = 1
		}
		deployment.Spec.Replicas = &replicas
		deployment.Spec.Selector = &metav1.LabelSelector{MatchLabels: labels}
		deployment.Spec.Template.Labels = labels
		deployment.Spec.Template.Spec = corev1.PodSpec{Containers: service.Spec.Containers}
		return controllerutil.SetControllerReference(&service, deployment, r.Scheme())
	})
	if err != nil {
		r.Log.Error(err, "deployment not written", "microservice", req.Name)
		return ctrl.Result{}, err
	}
	service.Status.Ready = deployment.Status.ReadyReplicas
	service.Status.Phase = "Progressing"
	if service.Status.Ready >= service.Spec.Replicas {
		service.Status.Phase = "Ready"
	}
	return ctrl.Result{}, r.Status().Update(ctx, &service)
}

func (r *MicroserviceReconciler) SetupWithManager(manager ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(manager).
		For(&mlv1.Microservice{}).
		Owns(&appsv1.Deployment{}).
		Complete(r)
}
