package org.pantau.read.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.pantau.measure.FeedState;

/**
 * The encrypted answers of BPJS Kesehatan: AES-256-CBC under the SHA-256 of consumer id, secret and the request's own
 * timestamp, the first 16 bytes of it as initial vector; base64 outside, LZ-String inside.
 */
final class Bpjs {

    private Bpjs() {}

    static byte[] open(String sealed, String consId, String secret, long epoch) throws DecodeFailure {
        String packed;
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest((consId + secret + epoch).getBytes(UTF_8));
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(Arrays.copyOf(key, cipher.getBlockSize())));
            packed = new String(cipher.doFinal(bytes(sealed)), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new DecodeFailure(
                    FeedState.DECRYPT,
                    "cannot be decrypted: another secret, consumer id or timestamp than it was made with");
        }
        return LzString.decompress(packed).getBytes(UTF_8);
    }

    private static byte[] bytes(String sealed) throws DecodeFailure {
        try {
            return Base64.getDecoder().decode(sealed.strip());
        } catch (IllegalArgumentException e) {
            throw new DecodeFailure(FeedState.SHAPE_CHANGED, "plain text where an encrypted one was expected");
        }
    }
}
