// Package v1 holds the DeployPipeline resource.
package v1

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/scheme"
)

var (
	GroupVersion  = schema.GroupVersion{Group: "ml.acme.example", Version: "v1"}
	SchemeBuilder = &scheme.Builder{GroupVersion: GroupVersion}
	AddToScheme   = SchemeBuilder.AddToScheme
)

type DeployPipelineSpec struct {
	Steps          []corev1.Container `json:"steps"`
	TimeoutSeconds int                `json:"timeoutSeconds,omitempty"`
	Rollback       bool               `json:"rollback,omitempty"`
}

type DeployPipelineStatus struct {
	Phase     string      `json:"phase,omitempty"`
	Step      int         `json:"step,omitempty"`
	Failures  int         `json:"failures,omitempty"`
	StartedAt metav1.Time `json:"startedAt,omitempty"`
}

// +kubebuilder:object:root=true

type DeployPipeline struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec   DeployPipelineSpec   `json:"spec,omitempty"`
	Status DeployPipelineStatus `json:"status,omitempty"`
}

// +kubebuilder:object:root=true

type DeployPipelineList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`

	Items []DeployPipeline `json:"items"`
}

func init() {
	SchemeBuilder.Register(&DeployPipeline{}, &DeployPipelineList{})
}
