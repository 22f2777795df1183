package org.pantau.demo.endpoint;

import org.pantau.demo.day.Demand;
import org.pantau.measure.ScopePath;

/**
 * A service as an agency's own system knows it.
 *
 * @param code the agency's own code
 * @param name as the agency's system writes it
 * @param service where it stands in the catalogue
 * @param of what its counts count
 */
public record Offer(String code, String name, ScopePath service, String of, Demand demand) {}
