package org.pantau.web;

import java.util.function.Predicate;
import org.pantau.catalogue.model.Feed;
import org.pantau.operate.catalogue.CatalogueDesk;

/**
 * What can be changed on the page.
 *
 * @param guarded which feeds were written by somebody who may not reach what the catalogue file may
 */
public record Operating(CatalogueDesk desk, Predicate<Feed> guarded) {}
