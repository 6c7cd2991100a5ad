/**
 * Every command-line flag of every controller. Columns: name, type as pflag knows it, then the versions
 * that have it on source-controller, kustomize-controller, helm-controller, notification-controller,
 * image-reflector-controller, image-automation-controller, source-watcher: `1.7.0` means since, `0.13.0..1.0.0`
 * since and until (1.0.0 no longer has it), `-` never.
 *
 * Source: `main.go` (source-watcher: `cmd/main.go`) of every release tag up to v2.9.4's controllers, and the flag groups of
 * fluxcd/pkg that it binds (runtime/acl, client, controller, features, jitter, leaderelection, logger; cache; artifact) at the
 * version in that tag's `go.mod`. A flag that came in a release candidate that no Flux release shipped is dated by the release.
 */
export const flagTable = `
artifact-digest-algo                string         0.35.0         -              -             -              -              -             2.0.0
artifact-retention-records          int            0.23.0         -              -             -              -              -             2.0.0
artifact-retention-ttl              duration       0.23.0         -              -             -              -              -             2.0.0
aws-autologin-for-ecr               bool           -              -              -             -              0.13.0..1.0.0  -             -
azure-autologin-for-acr             bool           -              -              -             -              0.16.0..1.0.0  -             -
concurrent                          int            0.0.1          0.0.1          0.0.1         0.0.1          0.11.0         0.14.0        2.0.0
concurrent-ssa                      int            -              1.1.0          -             -              -              -             -
custom-apply-stage-kinds            string         -              1.8.0          -             -              -              -             -
default-decryption-service-account  string         -              1.7.0          -             -              -              -             -
default-kubeconfig-service-account  string         -              1.7.0          1.4.0         -              -              -             -
default-service-account             string         1.7.0          0.20.0         0.16.0        1.7.0          1.0.0          1.0.0         -
enable-leader-election              bool           0.0.1          0.0.1          0.0.1         0.0.1          0.0.1          0.0.1         0.0.1
events-addr                         string         0.0.2          0.0.2          0.0.1         0.0.1          0.0.1          0.1.0         2.0.0
export-http-path-metrics            bool           -              -              -             1.4.0          -              -             -
feature-gates                       mapStringBool  0.25.0         0.33.0         0.28.0        0.31.0         0.24.0         0.23.0        2.0.0
gc-interval                         uint16         -              -              -             -              0.35.0         -             -
gcp-autologin-for-gcr               bool           -              -              -             -              0.16.0..1.0.0  -             -
graceful-shutdown-timeout           duration       -              -              0.28.0        -              -              -             -
health-addr                         string         0.7.2          0.2.0          0.4.0         0.4.0          0.1.0          0.1.0         2.0.0
helm-cache-max-size                 int            0.23.0         -              -             -              -              -             -
helm-cache-purge-interval           string         0.23.0         -              -             -              -              -             -
helm-cache-ttl                      string         0.23.0         -              -             -              -              -             -
helm-chart-file-max-size            int64          0.19.0         -              -             -              -              -             -
helm-chart-max-size                 int64          0.19.0         -              -             -              -              -             -
helm-index-max-size                 int64          0.19.0         -              -             -              -              -             -
http-retry                          int            -              0.9.2          0.8.1         -              -              -             0.13.0
http-timeout                        duration       -              -              1.5.5         -              -              -             -
insecure-kubeconfig-exec            bool           -              0.23.0         0.19.0        -              -              -             -
insecure-kubeconfig-tls             bool           -              0.23.0         0.19.0        -              -              -             -
interval-jitter-percentage          uint8          1.1.0          1.1.0          0.36.0        -              -              -             2.0.0
kube-api-burst                      int            0.7.0          0.6.1          0.6.0         0.7.0          0.4.0          0.4.0         2.0.0
kube-api-qps                        float32        0.7.0          0.6.1          0.6.0         0.7.0          0.4.0          0.4.0         2.0.0
leader-election-lease-duration      duration       0.10.0         0.10.0         0.9.0         0.11.0         0.8.0          0.8.0         2.0.0
leader-election-release-on-cancel   bool           0.10.0         0.10.0         0.9.0         0.11.0         0.8.0          0.8.0         2.0.0
leader-election-renew-deadline      duration       0.10.0         0.10.0         0.9.0         0.11.0         0.8.0          0.8.0         2.0.0
leader-election-retry-period        duration       0.10.0         0.10.0         0.9.0         0.11.0         0.8.0          0.8.0         2.0.0
log-encoding                        string         0.6.0          0.6.0          0.5.0         0.6.0          0.2.0          0.3.0         0.4.0
log-json                            bool           0.0.1..0.10.0  0.0.1..0.10.0  0.0.1..0.5.0  0.0.1..0.11.0  0.0.1..0.8.0   0.1.0..0.8.0  0.0.1..0.4.0
log-level                           string         0.0.5          0.0.3          0.0.1         0.0.2          0.0.1          0.1.0         0.0.3
max-retry-delay                     duration       0.24.0         0.24.3         0.20.0        0.25.1         0.20.0         0.22.0        2.0.0
metrics-addr                        string         0.0.1          0.0.1          0.0.1         0.0.1          0.0.1          0.0.1         0.0.1
min-retry-delay                     duration       0.24.0         0.24.3         0.20.0        0.25.1         0.20.0         0.22.0        2.0.0
no-cross-namespace-refs             bool           -              0.20.0         0.16.0        0.21.0         0.16.0         0.20.0        2.0.0
no-remote-bases                     bool           -              0.25.0         -             -              -              -             -
oom-watch-current-memory-path       string         -              -              0.31.1        -              -              -             -
oom-watch-interval                  duration       -              -              0.31.0        -              -              -             -
oom-watch-max-memory-path           string         -              -              0.31.1        -              -              -             -
oom-watch-memory-threshold          uint8          -              -              0.31.0        -              -              -             -
override-manager                    stringArray    -              1.2.0          1.5.0         -              -              -             -
rate-limit-interval                 duration       -              -              -             0.12.0         -              -             -
receiverAddr                        string         -              -              -             0.0.1          -              -             -
reconciliation-timeout              duration       -              -              -             -              -              -             2.0.0
requeue-dependency                  duration       0.13.0         0.0.1          0.0.1         -              1.0.3          -             2.0.0
snapshot-digest-algo                string         -              -              0.37.0        -              -              -             -
sops-age-secret                     string         -              1.7.0          -             -              -              -             -
sops-vault-configmap                string         -              1.9.0          -             -              -              -             -
ssh-hostkey-algos                   stringSlice    0.25.0         -              -             -              -              0.23.3        -
ssh-kex-algos                       stringSlice    0.23.0         -              -             -              -              0.22.0        -
storage-addr                        string         0.0.1          -              -             -              -              -             2.0.0
storage-adv-addr                    string         0.5.2          -              -             -              -              -             2.0.0
storage-compression-threshold       int            -              -              -             -              1.2.0          -             -
storage-path                        string         0.0.1          -              -             -              0.1.0          -             2.0.0
storage-value-log-file-size         int64          -              -              -             -              0.4.1          -             -
token-cache-max-duration            duration       1.6.0          1.6.0          1.4.0         1.6.0          0.35.0         0.41.0        -
token-cache-max-size                int            1.6.0          1.6.0          1.4.0         1.6.0          0.35.0         0.41.0        -
watch-all-namespaces                bool           0.0.16         0.0.11         0.0.8         0.0.10         0.1.0          0.1.0         2.0.0
watch-configs-label-selector        string         1.7.0          1.7.0          1.4.0         1.7.0          1.0.0          1.0.0         2.0.0
watch-label-selector                string         1.0.0-rc.1     1.0.0-rc.1     0.32.0        -              0.27.0         0.32.0        2.0.0
`
