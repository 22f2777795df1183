package org.pantau.measure.value;

import java.time.Instant;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Status;

/**
 * A service's status from {@code at} on.
 *
 * @param basis what says so: {@code probe}, {@code reported}, {@code figures}, {@code none}
 * @param reason a code the page translates ({@code timeout}, {@code unexpected} …); empty when normal
 * @param detail plain text for operators; may be empty
 */
public record StatusChange(ScopePath service, Instant at, Status status, String basis, String reason, String detail) {}
