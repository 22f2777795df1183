package org.pantau.access;

import org.pantau.measure.ScopePath;

/** A role on a place and everything below it; {@link ScopePath#ROOT} is the whole tree. */
public record Grant(Role role, ScopePath scope) {}
