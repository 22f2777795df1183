package org.pantau;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Network;
import org.pantau.web.door.ConnectionSettings;
import org.pantau.web.door.DoorSettings;
import org.pantau.web.door.Proxies;
import org.pantau.web.door.TlsFiles;

/** Reads what a command line says of the door: proxies, TLS, connections. */
final class DoorReader {

    private static final String CERTIFICATE = "tls-cert";
    private static final String KEY = "tls-key";
    private static final int LARGEST = 1_000_000;

    private final Arguments arguments;
    private final List<String> mistakes;

    DoorReader(Arguments arguments, List<String> mistakes) {
        this.arguments = arguments;
        this.mistakes = mistakes;
    }

    DoorSettings read() {
        return new DoorSettings(
                arguments.option("trusted-proxy").map(this::proxies).orElse(Proxies.THIS_MACHINE),
                ConnectionSettings.bounded(
                        arguments.number("max-connections", 1, LARGEST, ConnectionSettings.MOST, mistakes),
                        arguments.number(
                                "max-connections-per-address",
                                1,
                                LARGEST,
                                ConnectionSettings.OF_ONE_NETWORK,
                                mistakes)),
                tls());
    }

    private Proxies proxies(String text) {
        List<Network> networks = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            Optional<Network> network = Network.parse(each.strip());
            if (network.isEmpty()) {
                mistakes.add("--trusted-proxy '" + each.strip()
                        + "', expected addresses or ranges such as 10.20.0.5 or 10.20.0.0/16, separated by commas");
            }
            network.ifPresent(networks::add);
        }
        return new Proxies(networks);
    }

    private @Nullable TlsFiles tls() {
        Path certificate = file(CERTIFICATE);
        Path key = file(KEY);
        if (certificate != null && key != null) {
            return new TlsFiles(certificate, key);
        }
        if (certificate != null || key != null) {
            mistakes.add("--tls-cert and --tls-key belong together: one is missing");
        }
        return null;
    }

    private @Nullable Path file(String option) {
        Path file = arguments.option(option).map(Path::of).orElse(null);
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            mistakes.add("--" + option + " " + file + ", expected a file in PEM that Pantau may read");
        }
        return file;
    }
}
