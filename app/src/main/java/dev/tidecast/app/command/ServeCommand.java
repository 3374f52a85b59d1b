package dev.tidecast.app.command;

import dev.tidecast.app.api.ApiServer;
import dev.tidecast.app.api.ApiSettings;
import dev.tidecast.app.api.Gate;
import dev.tidecast.app.api.Meters;
import dev.tidecast.app.api.WarmUp;
import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.ConsoleProgress;
import dev.tidecast.app.live.EventReader;
import dev.tidecast.app.serve.Refresher;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ServiceSettings;
import dev.tidecast.app.serve.ServiceSettings.Clock;
import dev.tidecast.app.source.LiveSources;
import dev.tidecast.app.tls.PemFiles;
import dev.tidecast.app.tls.Tls;
import dev.tidecast.app.web.ConsoleRoutes;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: events in, forecasts out, until it is stopped. */
@Command(
        name = "serve",
        description = "Take events and answer with forecasts over HTTP, until it is stopped (Ctrl-C).",
        footer = {
            "%nExamples:",
            "  ./tidecast serve -c shop/tidecast.yaml --out shop/out",
            "  curl localhost:8080/v1/users/17850/forecast?k=5",
            "  ./tidecast keys create --role write --name shop --out shop/out",
            "  ./tidecast serve -c shop/tidecast.yaml --out shop/out --host 0.0.0.0"
        })
public final class ServeCommand implements Callable<Integer> {
    private static final int MOST_WARM_UP = 600;

    private final Console console;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen at (default: 127.0.0.1, this machine alone); others need keys.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen at (default: 8080; 0: a free one).")
    private int port = 8080;

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            defaultValue = "auto",
            description = "What time it is: wall; log, which goes on from the log's end; auto (default): log if that"
                    + " ended more than 90 days ago.")
    private Clock clock = Clock.AUTO;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Requests a second of one caller (default: 20000).")
    private int rate = 20_000;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "The longest that it warms up before it is ready (default: 3; 0: not at all).")
    private int warmUp = 3;

    @Option(
            names = "--tls-chain",
            paramLabel = "PEM",
            description = "Certificates, the server's own first: serves HTTPS; read again when the files change.")
    private @Nullable Path tlsChain;

    @Option(names = "--tls-key", paramLabel = "PEM", description = "Their private key: PKCS #8, no password.")
    private @Nullable Path tlsKey;

    public ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = log.configuration();
        Gate gate = new Gate(KeysCommand.file(log.out()));
        requireKeys(gate);
        try (Tls tls = tls();
                Service service = service(configuration, log.out(), clock, console);
                Refresher refresher = new Refresher(service)) {
            serve(gate, service, configuration, tls);
        }
        return ExitCode.OK.code();
    }

    /** All of the service but the wire and the look-out for changes. */
    public static Service service(Configuration configuration, Path out, Clock clock, Console console)
            throws IOException {
        return Service.start(
                ServiceSettings.of(out.toAbsolutePath().normalize(), clock),
                new ServedSource(configuration, out, console),
                ForecastStep.standard(configuration.recipe(), 20),
                time -> reader(configuration),
                new ConsoleProgress(console));
    }

    private @Nullable Tls tls() throws IOException {
        if ((tlsChain == null) != (tlsKey == null)) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--tls-chain and --tls-key go together: one is missing");
        }
        if (tlsChain == null || tlsKey == null) {
            return null;
        }
        try {
            return new Tls(new PemFiles(tlsChain, tlsKey));
        } catch (GeneralSecurityException wrong) {
            throw new CommandLine.ParameterException(new CommandLine(this), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private void requireKeys(Gate gate) throws IOException {
        if (rate < 1) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--rate is " + rate + ": 1 or more is allowed");
        }
        if (warmUp < 0 || warmUp > MOST_WARM_UP) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--warm-up is " + warmUp + ": 0 to " + MOST_WARM_UP + " is allowed");
        }
        if (!InetAddress.getByName(host).isLoopbackAddress() && !gate.hasKeys()) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    "--host " + host + " can be reached by others, and there are no keys: make one first with"
                            + " \"./tidecast keys create --role admin --name NAME --out " + log.out()
                            + "\", or listen at 127.0.0.1");
        }
    }

    private void serve(Gate gate, Service service, Configuration configuration, @Nullable Tls tls) {
        Meters meters = new Meters(service);
        ApiSettings standard = ApiSettings.of(host, port, service.settings().out());
        ApiSettings settings = new ApiSettings(host, port, standard.out(), standard.atOnce(), rate);
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread onStop = Thread.ofPlatform().unstarted(() -> {
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(onStop);
        try (LiveSources sources = LiveSources.start(configuration.feeds(), service.intake());
                ApiServer server = ApiServer.start(
                        settings, service, gate, meters, List.of(new ConsoleRoutes(service, gate, sources)), tls)) {
            new WarmUp(service, time -> reader(configuration), warmUp * 1_000L).run();
            server.warm();
            console.line(service.standing().loaded().said());
            console.line("Shop time: " + service.clock().now()
                    + (service.clock().behindSeconds() > 0 ? ", which goes on from the log's end (--clock)" : ""));
            console.line("Serving at " + (tls == null ? "http" : "https") + "://" + host + ":" + server.port()
                    + "/ (Ctrl-C stops)");
            stop.await();
            service.drain();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            service.close();
            stopped.countDown();
        }
    }

    /** Live events use the words that the shop's files use, and those of Tidecast. */
    static EventReader reader(Configuration configuration) {
        Map<String, Behaviour> words = new HashMap<>();
        Mapping.CurrencyMapping currency = null;
        for (LogSource source : configuration.log().sources()) {
            words.putAll(source.mapping().behaviour().words());
            currency = source.mapping().currency();
        }
        return new EventReader(
                configuration.rules(),
                words,
                configuration.log().sources().getFirst().mapping().timeFormat().zone(),
                currency);
    }
}
