"""One file a resource. Each `router` carries its full path, so that metrics and logs name the template."""
