package v1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// PredictionServerSpec says what is wanted.
type PredictionServerSpec struct {
	Image string `json:"image"`
}

// +kubebuilder:object:root=true

// PredictionServer is the Schema of the API.
type PredictionServer struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec PredictionServerSpec `json:"spec,omitempty"`
}
