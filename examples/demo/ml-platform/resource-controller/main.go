// The resource controller grows the node pools of both clusters when pods wait, and shrinks them at night.
package main

import (
	"context"
	"os"
	"time"

	container "google.golang.org/api/container/v1"
	corev1 "k8s.io/api/core/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const period = 2 * time.Minute

type NodePoolReconciler struct {
	client.Client
	clusters []string
	pools    *container.ProjectsZonesClustersNodePoolsService
}

func (r *NodePoolReconciler) Reconcile(ctx context.Context, _ ctrl.Request) (ctrl.Result, error) {
	var pods corev1.PodList
	if err := r.List(ctx, &pods); err != nil {
		return ctrl.Result{}, err
	}
	want := nodesFor(pods.Items, time.Now().Hour())
	for _, cluster := range r.clusters {
		size := &container.SetNodePoolSizeRequest{NodeCount: want}
		pool := poolOf(cluster)
		if _, err := r.pools.SetSize("acme-ml", "asia-northeast1-a", cluster, pool, size).Context(ctx).Do(); err != nil {
			return ctrl.Result{}, err
		}
	}
	return ctrl.Result{RequeueAfter: period}, nil
}

func main() {
	manager, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{})
	if err != nil {
		panic(err)
	}
	service, err := container.NewService(context.Background())
	if err != nil {
		panic(err)
	}
	reconciler := &NodePoolReconciler{
		Client:   manager.GetClient(),
		clusters: []string{os.Getenv("TRAINING_CLUSTER"), os.Getenv("SERVICE_CLUSTER")},
		pools:    service.Projects.Zones.Clusters.NodePools,
	}
	if err := ctrl.NewControllerManagedBy(manager).For(&corev1.Pod{}).Complete(reconciler); err != nil {
		panic(err)
	}
	if err := manager.Start(ctrl.SetupSignalHandler()); err != nil {
		panic(err)
	}
}
