/** Hostile, broken and odd answers, each under its number in the list of nasty inputs. */
@NullMarked
package org.pantau.read.nasty;

import org.jspecify.annotations.NullMarked;
