#!/bin/sh
flux install --version=latest --export > clusters/home/flux-system/gotk-components.yaml
