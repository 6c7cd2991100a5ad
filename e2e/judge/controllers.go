package main

import (
	"path"
	"slices"
	"strings"
)

// Container is one that runs a Flux controller.
type Container struct {
	Namespace, Workload, Name, Controller string
	Command, Args                         []string
}

var controllers = []string{
	"source-controller", "kustomize-controller", "helm-controller", "notification-controller",
	"image-reflector-controller", "image-automation-controller", "source-watcher",
}

// controllersIn gives the containers of a workload whose image is a Flux controller's, also behind a prefix such as
// `fluxcd-`. The helm-controller of k3s and Rancher has the same name and is another program.
func controllersIn(object map[string]any) []Container {
	if !slices.Contains([]string{"Deployment", "StatefulSet", "DaemonSet"}, textAt(object, "kind")) {
		return nil
	}
	var found []Container
	containers, _ := at(object, "spec", "template", "spec", "containers").([]any)
	for _, entry := range containers {
		container, _ := entry.(map[string]any)
		if controller := controllerOf(textAt(container, "image")); controller != "" {
			found = append(found, Container{
				Namespace:  textAt(object, "metadata", "namespace"),
				Workload:   textAt(object, "metadata", "name"),
				Name:       textAt(container, "name"),
				Controller: controller,
				Command:    textsAt(container, "command"),
				Args:       textsAt(container, "args"),
			})
		}
	}
	return found
}

func controllerOf(image string) string {
	repository, _, _ := strings.Cut(image, "@")
	name, _, _ := strings.Cut(path.Base(repository), ":")
	if strings.Contains(repository, "rancher/") || strings.Contains(repository, "k3s-io/") {
		return ""
	}
	for _, controller := range controllers {
		if name == controller || strings.HasSuffix(name, "-"+controller) && strings.Contains(name, "flux") {
			return controller
		}
	}
	return ""
}

// arguments gives what the controller's flag parser sees: `command` behind the program's own name, then `args`.
func (c Container) arguments() ([]string, bool) {
	if len(c.Command) == 0 {
		return c.Args, true
	}
	for i, word := range c.Command {
		if path.Base(word) == c.Controller {
			return slices.Concat(c.Command[i+1:], c.Args), true
		}
	}
	return nil, false
}
