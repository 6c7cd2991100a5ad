package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// flag is one that some of the controllers know, from a Flux release on.
type flag struct {
	name        string
	kind        string
	controllers string // the initials below; "*" is all of them
	since       string // the first Flux minor; empty for all that this judge is asked about
}

var initials = map[string]string{
	"SC": "source-controller", "KC": "kustomize-controller", "HC": "helm-controller", "NC": "notification-controller",
	"IRC": "image-reflector-controller", "IAC": "image-automation-controller", "SW": "source-watcher",
}

// Written from Flux's documentation of each controller's flags; the tenancy flags from the releases that brought them.
var flags = []flag{
	{"no-cross-namespace-refs", "bool", "KC HC NC IRC IAC SW", "v0.26"},
	{"no-remote-bases", "bool", "KC", "v0.30"},
	{"default-service-account", "string", "KC HC", "v0.26"},
	{"default-service-account", "string", "SC NC IRC IAC", "v2.7"},
	{"default-decryption-service-account", "string", "KC", "v2.7"},
	{"default-kubeconfig-service-account", "string", "KC HC", "v2.7"},
	{"insecure-kubeconfig-exec", "bool", "KC HC", "v0.29"},
	{"insecure-kubeconfig-tls", "bool", "KC HC", "v0.29"},
	{"watch-all-namespaces", "bool", "*", ""},
	{"watch-label-selector", "string", "SC KC HC IRC IAC SW", "v2.0"},
	{"watch-configs-label-selector", "string", "*", "v2.7"},
	{"events-addr", "string", "SC KC HC IRC IAC SW", ""},
	{"metrics-addr", "string", "*", ""},
	{"health-addr", "string", "*", ""},
	{"log-level", "string", "*", ""},
	{"log-encoding", "string", "*", ""},
	{"enable-leader-election", "bool", "*", ""},
	{"concurrent", "int", "*", ""},
	{"kube-api-qps", "float", "*", ""},
	{"kube-api-burst", "int", "*", ""},
	{"requeue-dependency", "duration", "SC KC HC SW", ""},
	{"requeue-dependency", "duration", "IRC", "v2.7"},
	{"storage-path", "string", "SC IRC SW", ""},
	{"storage-adv-addr", "string", "SC SW", ""},
	{"feature-gates", "list", "SC IAC", "v0.31"},
	{"feature-gates", "list", "HC", "v0.38"},
	{"feature-gates", "list", "KC NC IRC", "v0.39"},
	{"feature-gates", "list", "SW", "v2.7"},
}

var tenancyFlags = []string{"no-cross-namespace-refs", "no-remote-bases", "default-service-account"}

// Verdict is what is in force in one container.
type Verdict struct {
	Namespace  string `json:"namespace"`
	Workload   string `json:"workload"`
	Container  string `json:"container"`
	Controller string `json:"controller"`
	// Values of the tenancy flags that this controller knows, as pflag prints them.
	Values map[string]string `json:"values"`
	// Failure is why the controller would not start; empty if it would.
	Failure string `json:"failure"`
}

func verdictOn(container Container, flux string) Verdict {
	verdict := Verdict{
		Namespace: container.Namespace, Workload: container.Workload, Container: container.Name,
		Controller: container.Controller, Values: map[string]string{},
	}
	set := flagsOf(container.Controller, flux)
	arguments, runs := container.arguments()
	if !runs {
		verdict.Failure = "the command does not run " + container.Controller
	} else if err := set.Parse(arguments); err != nil {
		verdict.Failure = err.Error()
	}
	for _, name := range tenancyFlags {
		if known := set.Lookup(name); known != nil {
			verdict.Values[name] = known.Value.String()
		}
	}
	return verdict
}

func flagsOf(controller, flux string) *pflag.FlagSet {
	set := pflag.NewFlagSet(controller, pflag.ContinueOnError)
	set.Usage = func() {}
	for _, f := range flags {
		if !f.isOn(controller) || minor(flux) < minor(f.since) {
			continue
		}
		switch f.kind {
		case "bool":
			set.Bool(f.name, false, "")
		case "int":
			set.Int(f.name, 0, "")
		case "float":
			set.Float32(f.name, 0, "")
		case "duration":
			set.Duration(f.name, 0, "")
		case "list":
			set.StringArray(f.name, nil, "")
		default:
			set.String(f.name, "", "")
		}
	}
	return set
}

func (f flag) isOn(controller string) bool {
	return f.controllers == "*" || slices.ContainsFunc(strings.Fields(f.controllers), func(initial string) bool {
		return initials[initial] == controller
	})
}

// minor makes releases comparable: `v0.41.2` is 41, `v2.7.5` is 2007.
func minor(release string) int {
	var major, minor int
	_, _ = fmt.Sscanf(release, "v%d.%d", &major, &minor)
	return major*1000 + minor
}
