// Package v1 holds the BuildPipeline resource.
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

type BuildPipelineSpec struct {
	Steps []corev1.Container `json:"steps"`
}

type BuildPipelineStatus struct {
	Phase string `json:"phase,omitempty"`
	Step  int    `json:"step,omitempty"`
}

// +kubebuilder:object:root=true

type BuildPipeline struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec   BuildPipelineSpec   `json:"spec,omitempty"`
	Status BuildPipelineStatus `json:"status,omitempty"`
}

// +kubebuilder:object:root=true

type BuildPipelineList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`

	Items []BuildPipeline `json:"items"`
}

func init() {
	SchemeBuilder.Register(&BuildPipeline{}, &BuildPipelineList{})
}
