package org.pantau.web;

import java.util.function.Predicate;
import org.pantau.access.Audit;
import org.pantau.catalogue.model.Feed;
import org.pantau.operate.catalogue.CatalogueDesk;
import org.pantau.operate.manual.Links;
import org.pantau.operate.manual.Reminders;
import org.pantau.operate.manual.ReportDesk;
import org.pantau.operate.manual.Roster;

/**
 * What can be changed on the page, and what those who may change it should know.
 *
 * @param guarded which feeds were written by somebody who may not reach what the catalogue file may
 * @param reports takes what people report
 */
public record Operating(
        CatalogueDesk desk,
        Predicate<Feed> guarded,
        ReportDesk reports,
        Links links,
        Roster roster,
        Reminders reminders,
        Audit audit,
        Keeping keeping) {}
