module judge

go 1.24.0

require (
	github.com/spf13/pflag v1.0.10
	sigs.k8s.io/yaml v1.6.0
)

require go.yaml.in/yaml/v2 v2.4.2 // indirect
