package dev.tidecast.app.api;

import dev.tidecast.app.serve.Eraser;
import dev.tidecast.app.serve.FacetNames.UnknownNameException;
import dev.tidecast.app.serve.Service;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Users who want to be forgotten. */
final class ErasureRoutes implements Routes {
    private final Service service;
    private final Eraser eraser;
    private final Audit audit;

    ErasureRoutes(Service service, Audit audit) {
        this.service = service;
        this.eraser = new Eraser(service);
        this.audit = audit;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.delete("/v1/users/{user}", this::erase, Gate.needs(Role.ADMIN));
        routes.get("/v1/erasures/{receipt}", this::check, Gate.needs(Role.ADMIN));
    }

    private void erase(Context context) {
        new Parameters(context);
        String user = Parameters.name(context, "user");
        Eraser.Receipt receipt = service.ask(desk -> eraser.erase(user));
        audit.record(context, "erase", receipt.receipt());
        context.json(receipt);
    }

    private void check(Context context) {
        new Parameters(context);
        context.json(eraser.check(Parameters.name(context, "receipt"))
                .orElseThrow(() -> new UnknownNameException("no such receipt was given")));
    }
}
