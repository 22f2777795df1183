package org.pantau.read.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.pantau.measure.FeedState;

/**
 * The encrypted answers of SiCantik behind SPLP: AES-256-GCM under the SHA-256 of a salt; hexadecimal, a nonce of 12
 * bytes, the text, a tag of 16.
 */
final class SplpGcm {

    private static final int NONCE = 12;
    private static final int TAG = 16;

    private SplpGcm() {}

    static byte[] open(String sealed, String salt) throws DecodeFailure {
        byte[] all = bytes(sealed);
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(salt.getBytes(UTF_8));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, all, 0, NONCE));
            return cipher.doFinal(all, NONCE, all.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new DecodeFailure(FeedState.DECRYPT, "cannot be decrypted: another salt, or changed on its way");
        }
    }

    private static byte[] bytes(String sealed) throws DecodeFailure {
        try {
            byte[] all = HexFormat.of().parseHex(sealed.strip());
            if (all.length >= NONCE + TAG) {
                return all;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the text.
        }
        throw new DecodeFailure(FeedState.SHAPE_CHANGED, "plain text where an encrypted one was expected");
    }
}
