package v1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// TrainingPipelineSpec says what is wanted.
type TrainingPipelineSpec struct {
	Image string `json:"image"`
}

// +kubebuilder:object:root=true

// TrainingPipeline is the Schema of the API.
type TrainingPipeline struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec TrainingPipelineSpec `json:"spec,omitempty"`
}
