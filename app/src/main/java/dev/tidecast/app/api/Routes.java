package dev.tidecast.app.api;

import io.javalin.config.RoutesConfig;

/** Routes of one concern; each names the role that it needs: {@code routes.get(path, handler, Gate.needs(Role.READ))}. */
@FunctionalInterface
public interface Routes {
    /** Adds them to the service; called once, before it starts. */
    void add(RoutesConfig routes);
}
