package org.pantau.web.door;

import org.jspecify.annotations.Nullable;

/**
 * Knobs of the door.
 *
 * @param proxies who is believed about whom they speak for
 * @param connections how many are kept, and how long they may take
 * @param tls certificate and key; null where TLS is a proxy's matter
 */
public record DoorSettings(
        Proxies proxies,
        ConnectionSettings connections,
        @Nullable TlsFiles tls) {

    public static final DoorSettings DEFAULT = new DoorSettings(Proxies.THIS_MACHINE, ConnectionSettings.DEFAULT, null);
}
