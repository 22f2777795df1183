package org.pantau.catalogue.model;

import java.time.LocalTime;

/**
 * When a calendar feed is due: before then it is neither late nor missing.
 *
 * @param time local time in the feed's zone
 * @param workingDaysOnly whether holidays and weekends expect nothing
 */
public record Due(LocalTime time, boolean workingDaysOnly) {}
