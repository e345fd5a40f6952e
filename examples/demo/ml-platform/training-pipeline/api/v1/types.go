// Package v1 holds the TrainingPipeline resource.
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

type TrainingPipelineSpec struct {
	Steps      []corev1.Container `json:"steps"`
	GPUs       int                `json:"gpus,omitempty"`
	MaxRetries int                `json:"maxRetries,omitempty"`
}

type TrainingPipelineStatus struct {
	Phase   string `json:"phase,omitempty"`
	Step    int    `json:"step,omitempty"`
	Retries int    `json:"retries,omitempty"`
	LastRun string `json:"lastRun,omitempty"`
}

// +kubebuilder:object:root=true

type TrainingPipeline struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec   TrainingPipelineSpec   `json:"spec,omitempty"`
	Status TrainingPipelineStatus `json:"status,omitempty"`
}

// +kubebuilder:object:root=true

type TrainingPipelineList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`

	Items []TrainingPipeline `json:"items"`
}

func init() {
	SchemeBuilder.Register(&TrainingPipeline{}, &TrainingPipelineList{})
}
