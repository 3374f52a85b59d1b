package dev.tidecast.app.web;

import dev.tidecast.app.api.Audit;
import dev.tidecast.app.api.Gate;
import dev.tidecast.app.api.Routes;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ShopWide;
import dev.tidecast.app.source.LiveSources;
import io.javalin.config.RoutesConfig;

/** All of the console and the beacon, to be added to a service. */
public final class ConsoleRoutes implements Routes {
    private final Service service;
    private final Gate gate;
    private final LiveSources sources;
    private final Visits visits;

    /** The console of a service; {@code gate} learns to recognise visits. */
    public ConsoleRoutes(Service service, Gate gate, LiveSources sources) {
        this.service = service;
        this.gate = gate;
        this.sources = sources;
        this.visits = new Visits(gate);
        gate.admit(visits);
    }

    @Override
    public void add(RoutesConfig routes) {
        ShopWide shop = service.shop();
        Audit audit = new Audit(service.settings().out());
        Pages pages = new Pages(service, gate, visits);
        Assets.add(routes);
        new SignInPage(pages, gate, visits).add(routes);
        new OverviewPage(pages, service, sources).add(routes);
        new UsersPage(pages, service).add(routes);
        new ForecastPanel(pages, service).add(routes);
        new AudiencesPage(pages, service, shop).add(routes);
        new TrendsPage(pages, service, shop).add(routes);
        new ModelsPage(pages, service, audit).add(routes);
        new DataPage(pages, service).add(routes);
        new KeysPage(pages, service, audit).add(routes);
    }
}
