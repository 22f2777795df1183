package org.pantau.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority of one's own and what it has signed, made with the JDK's keytool. */
public final class Certificates {

    public static final String PASSWORD = "rahasia-sekali";

    private final Path folder;
    private final Path store;

    /** Makes the authority. */
    public Certificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("ca.p12");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=Otoritas Uji",
                "-ext",
                "bc:c",
                "-validity",
                "3650",
                "-startdate",
                "-100d");
    }

    /** The authority's certificate as PEM. */
    public Path authority() {
        return pem(store, "ca", "ca.pem");
    }

    /** The same as {@link #signed}, for who needs its files alone. */
    public void sign(String alias, String names, int startDays, int validDays) {
        var unused = signed(alias, names, startDays, validDays);
    }

    /**
     * A keystore with a key and its certificate signed by the authority.
     *
     * @param names as keytool's subject alternative names; empty for none
     * @param startDays when it began to be valid, counted from today
     * @param validDays how long it is valid from then on
     */
    public Path signed(String alias, String names, int startDays, int validDays) {
        Path own = folder.resolve(alias + ".p12");
        keytool(own, "-genkeypair", "-alias", alias, "-dname", "CN=" + alias);
        Path request = folder.resolve(alias + ".csr");
        keytool(own, "-certreq", "-alias", alias, "-file", request.toString());
        Path certificate = folder.resolve(alias + ".crt");
        List<String> sign = new ArrayList<>(List.of(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-startdate",
                (startDays < 0 ? "" : "+") + startDays + "d",
                "-validity",
                Integer.toString(validDays)));
        if (!names.isEmpty()) {
            sign.addAll(List.of("-ext", "san=" + names));
        }
        keytool(store, sign.toArray(new String[0]));
        try (InputStream in = Files.newInputStream(certificate);
                InputStream authority = Files.newInputStream(authority())) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Certificate[] chain = {factory.generateCertificate(in), factory.generateCertificate(authority)};
            KeyStore keys = KeyStore.getInstance(own.toFile(), PASSWORD.toCharArray());
            keys.setKeyEntry(alias, keys.getKey(alias, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
            try (OutputStream out = Files.newOutputStream(own)) {
                keys.store(out, PASSWORD.toCharArray());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return own;
    }

    /** The certificate of a keystore as PEM. */
    public Path pem(Path keystore, String alias, String file) {
        Path pem = folder.resolve(file);
        try {
            byte[] encoded = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray())
                    .getCertificate(alias)
                    .getEncoded();
            return written("CERTIFICATE", encoded, pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The private key of a keystore as PEM (PKCS#8). */
    public Path key(Path keystore, String alias, String file) throws Exception {
        KeyStore loaded = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
        byte[] key = loaded.getKey(alias, PASSWORD.toCharArray()).getEncoded();
        return written("PRIVATE KEY", key, folder.resolve(file));
    }

    private static Path written(String what, byte[] encoded, Path file) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static void keytool(Path keystore, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore", keystore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-keyalg", "EC"));
        if (!List.of(arguments).contains("-genkeypair")) {
            command.removeAll(List.of("-keyalg", "EC"));
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
