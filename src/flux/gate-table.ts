/**
 * Every name that `--feature-gates` takes. Columns: name, then the versions that know it on source-controller,
 * kustomize-controller, helm-controller, notification-controller, image-reflector-controller,
 * image-automation-controller, source-watcher, written as in the table of flags.
 *
 * Source: `internal/features/features.go` of every release tag up to v2.9.4's controllers; the names that
 * stand there as constants of fluxcd/pkg are in `auth` and `runtime/controller`.
 */
export const gateTable = `
AdditiveCELDependencyCheck      -               1.7.0   1.4.0   -       -       -               -
AdoptLegacyReleases             -               -       0.37.0  -       -       -               -
AllowDNSLookups                 -               -       0.31.0  -       -       -               -
CacheSecretsAndConfigMaps       0.34.0          0.33.0  0.28.0  0.31.0  0.24.0  0.29.0          -
CancelHealthCheckOnNewRevision  -               1.7.0   1.5.0   -       -       -               -
CorrectDrift                    -               -       0.31.2  -       -       -               -
DefaultToRetryOnFailure         -               -       1.5.2   -       -       -               -
DetectDrift                     -               -       0.31.0  -       -       -               -
DirectSourceFetch               -               1.8.0   1.5.0   -       -       -               2.1.0
DisableChartDigestTracking      -               -       1.3.0   -       -       -               -
DisableConfigWatchers           -               1.7.3   1.4.4   1.7.5   -       -               -
DisableFailFastBehavior         -               1.1.0   -       -       -       -               -
DisableStatusPollerCache        -               0.35.0  -       -       -       -               -
ExternalArtifact                -               1.7.0   1.4.0   -       -       -               -
FluxStorage                     -               -       -       -       1.2.0   -               -
ForceGoGitImplementation        0.32.0..0.33.0  -       -       -       -       0.27.0..0.28.0  -
GitAllBranchReferences          -               -       -       -       -       0.28.0          -
GitForcePushBranch              -               -       -       -       -       0.27.0          -
GitManagedTransport             0.25.0..0.26.0  -       -       -       -       0.23.0..0.24.0  -
GitShallowClone                 -               -       -       -       -       0.28.0          -
GitSparseCheckout               -               -       -       -       -       1.0.0           -
GroupChangeLog                  -               1.5.0   -       -       -       -               -
MigrateAPIVersion               -               1.8.4   -       -       -       -               -
OOMWatch                        -               -       0.31.0  -       -       -               -
ObjectLevelWorkloadIdentity     1.6.0           1.6.0   1.4.0   1.6.0   0.35.0  0.41.0          -
OptimizedGitClones              0.25.0..1.0.0   -       -       -       -       -               -
StrictPostBuildSubstitutions    -               1.3.0   -       -       -       -               -
UseHelm3Defaults                -               -       1.5.0   -       -       -               -
`
